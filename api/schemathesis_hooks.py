"""What schemathesis leaves to the tests: `select` leaves out fields that the contract says are always
there, as the guide wants (rule `res-repres`), so that no schema could say what is answered."""

import schemathesis

SELECT = {"$ref": "#/components/parameters/Select"}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for item in raw_schema["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and "parameters" in operation:
                operation["parameters"] = [p for p in operation["parameters"] if p != SELECT]
