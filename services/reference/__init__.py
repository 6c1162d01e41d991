"""What libraries know of the world: holidays of countries, phone numbers."""
