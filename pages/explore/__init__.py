"""Pages that show where the sites are and what is known of them."""
