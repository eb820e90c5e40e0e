"""Speed beside its baselines: python -m bench."""

TOKEN = "4200000001:AAbenchbenchbenchbenchbenchbenchbench"
