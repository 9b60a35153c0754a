"""Words as this newsroom writes them: spelling, names and places, and what is typed by accident.

Text goes in and flags come out. It never changes a text and knows neither window nor library.
"""
