"""What every way in shares: a story on its way into the house, and the law that nothing is lost."""
