"""Technical sheets: what has to be known of a client to make the same again, as a colour or a dosage."""
