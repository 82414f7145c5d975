"""A province of Vietnam, before or after the reform of 1 July 2025."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from crawler.catalogue.record import Day, Name, Record, accepted_names


class Province(Record):
    """A record of `provinces.toml`, named by its code."""

    code: Name = Field(
        description="Its key; a former province's is also the name of its department's site."
    )
    name: str = Field(description="Its name in Vietnamese.")
    period: Literal["former", "present"] = Field(
        description="Whether it is one of the 63 provinces before or the 34 after 1 July 2025."
    )
    present: str = Field(
        description="The code of the present province that it is, or became part of."
    )
    valid_from: Day | None = Field(
        default=None, description="Its first day, where the reform of 2025 set one."
    )
    valid_until: Day | None = Field(
        default=None, description="Its last day, where the reform of 2025 set one."
    )

    @field_validator("present")
    @classmethod
    def _is_present(cls, code: str, info: ValidationInfo) -> str:
        names = accepted_names(info)
        if names is not None and code not in names:
            raise ValueError(f'"{code}" is no present province; write the key of one')
        return code
