"""A story's own fields: filled in, measured, looked at as others will show them."""
