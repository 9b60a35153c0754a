"""Mail (.eml) and the pages of mail within other files."""
