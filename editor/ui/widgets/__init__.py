"""Small parts that every panel is built of; none of them knows a story."""
