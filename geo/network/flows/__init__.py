"""Walks of many people added up on the streets, and the roads that they cross."""
