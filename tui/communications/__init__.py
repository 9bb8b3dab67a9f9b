"""What is said to clients: messages, campaigns, and the texts they are made of."""
