"""The pages of the app: widgets and session state live here and nowhere else."""
