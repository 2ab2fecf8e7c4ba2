"""How many machines so many people need: a calculation, with every step named.

figures.py   what one core does, as measured      demand.py   what people ask for
capacity.py  demand ÷ figures → machines          words.py    all of it in writing
"""

from hodhod.plan.capacity import Plan, plan
from hodhod.plan.demand import Demand
from hodhod.plan.figures import Figures, Machine

__all__ = ["Demand", "Figures", "Machine", "Plan", "plan"]
