"""Importing the prices of one price list: a file of codes and prices, or percentages."""
