"""What keys do in the text: moves, commands, shorthand, the menu after a slash."""
