"""What every report shares: the question asked, the people it is about, and numbers counted for its rows."""
