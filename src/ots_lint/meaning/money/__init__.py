"""What an amount of money is the price of."""
