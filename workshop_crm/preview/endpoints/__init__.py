"""One module a feature, one function an endpoint: `workshop_crm.api.<module>.<function>`."""
