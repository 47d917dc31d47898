"""What happens by itself, and what takes minutes: the worker's rounds, and long work that people asked for."""
from .declare import Result, ask, long_work
from .task import Task

__all__ = ["Result", "Task", "ask", "long_work"]
