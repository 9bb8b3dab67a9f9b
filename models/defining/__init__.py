"""Defining custom fields of clients and products, whose search words follow from that."""
