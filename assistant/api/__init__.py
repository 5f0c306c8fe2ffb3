"""The third floor over the service: REST for programs, on FastAPI. ``treaty serve --api`` starts it."""
