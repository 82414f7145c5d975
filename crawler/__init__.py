"""The record of what Vietnam's provincial Departments of Science and Technology publish."""
