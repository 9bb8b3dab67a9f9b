"""The animals of clients, with the species and breeds that the pharmacy keeps (pet-crud, pet-breeds)."""
