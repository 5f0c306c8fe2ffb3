"""The library for agents, by the Model Context Protocol, on its official SDK. ``treaty mcp`` starts it. Read-only."""
