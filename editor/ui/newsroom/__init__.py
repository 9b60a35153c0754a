"""The newsroom's own data: who sits here, sections, people, the outlet."""
