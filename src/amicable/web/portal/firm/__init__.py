"""The firm's side: what is released, links, preview, what the client said."""
