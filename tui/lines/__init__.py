"""Lines of products, entered at the speed of a counter: for a sale, a quote, an order."""
