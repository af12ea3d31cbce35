"""What the platform will do with a repository: its own decisions, predicted bug for bug."""

from __future__ import annotations

from checker.plan.build import make_plan, plan_json
from checker.plan.values import Plan

__all__ = ["Plan", "make_plan", "plan_json"]
