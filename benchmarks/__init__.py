"""What speed is promised, measured: ratios taken side by side in one run, never bare seconds."""
