"""What both schemas are made of: closed maps, and numbers with their units."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType

__all__ = ["NUMBER", "Quantity", "Strict", "WithUnit"]

NUMBER = r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?"

WithUnit = Annotated[str, Field(pattern=rf"^\s*{NUMBER}\s*[^\s\d.].*$")]
Quantity = TypeAliasType("Quantity", float | WithUnit)


class Strict(BaseModel):
    """A map without other keys."""

    model_config = ConfigDict(extra="forbid")
