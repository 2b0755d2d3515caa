"""An independent calculation of training rights and training credit.

Days are exact `fractions.Fraction`, minutes are `int`, dates are proleptic
ordinals (`datetime.date.toordinal`). Nothing here reads the clock.
"""
