"""How a library came to have its tables, one step a released schema, oldest first.

`REVISIONS` names the steps, so that opening a library can tell an older from a newer one without
importing Alembic. A step, once released, is never changed.
"""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
HEAD = REVISIONS[-1]
# What `db.file.migration` makes of the tables after each step, so that a start can tell without
# Alembic that they are all there and nothing else is; a test holds them equal to the steps.
SHAPES = {
    "0001": "d669255d183f74649dd0fb4f823b970c6929bd01217a9e03a38a85199b12f736",
    "0002": "5c6f36a549a3d682523b8b27a5680b997204bfe223737d22edeb1229fb27762c",
    "0003": "70e4bea6658cf76b266aef952363fad033a22e6c8f2e9ffd8beb09143310fcd5",
    "0004": "165eb356135f94e1bc7016dc517afce2a8eaefc9334938843c4611d2b060d4a1",
    "0005": "1f84c765d741139d0bb14d1e22f78aece7c87b1f4be02d0c20b8b9c8159a9870",
    "0006": "58ce7ffd7f6e8c41fb2941eeb9f91791c81b347f152af1e2a2a94b06cf496532",
    "0007": "bf490a3645d73df935c054f7c6913cfbc22fa84021bce1d2c5ecf1866db71ae6",
    "0008": "24fe8182e362b99c3b64ed97843af667ee4d9ac5e1e332b2acca4062c7549065",
}
