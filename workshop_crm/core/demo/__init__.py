"""A made-up workshop for trying the app: deterministic by seed, invented people, two languages.

generate.generate(seed=7, customers=300, today=date(...), years=2) -> model.DemoWorkshop
"""
