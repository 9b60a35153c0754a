"""Links in the text: their address, their box, following them."""
