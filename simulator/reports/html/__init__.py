"""Reports as web pages: one file each, without script, that needs nothing from anywhere else."""
