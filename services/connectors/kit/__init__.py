"""What every connector stands on: the contract, one way to ask over HTTP, rates, paging, tokens, signatures."""
