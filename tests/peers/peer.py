"""A client of another maker, as the scenario sees it."""


class Refused(Exception):
    """The error of a service. The members are those that its code has beside the message, or None where the client
    does not show them."""

    def __init__(self, code, message, members=None):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.members = members


class Peer:
    """A client that keeps a book of what it has called. Those who derive from it have `operations`, `call()`,
    `declared()` and `wait()`."""

    def __init__(self, server):
        self.server = server
        self.well = set()
        self.failed = set()
        self.paged = set()

    def knows(self, operation):
        return operation in self.operations

    def ok(self, operation, **parameters):
        answer = self.call(operation, parameters)
        self.well.add(operation)
        return answer

    def fails(self, operation, code, **parameters):
        assert code in self.declared(operation), f"{operation} does not declare {code}"
        try:
            answer = self.call(operation, parameters)
        except Refused as told:
            assert told.code == code, f"{operation}: {told} instead of {code}"
            assert told.message, f"{operation}: {code} without a message"
            self.failed.add(operation)
            return told
        raise AssertionError(f"{operation} did not fail with {code}: {answer}")

    def all_pages(self, operation, member, **parameters):
        """The items of a list that comes whole and in pages of one."""
        whole = self.ok(operation, **parameters)[member]
        pages = [page.get(member, []) for page in self.pages(operation, 1, parameters)]
        self.paged.add(operation)
        assert max(map(len, pages)) <= 1, f"{operation}: {pages}"
        assert [item for page in pages for item in page] == whole, f"{operation}: {pages} instead of {whole}"
        return whole

    def pages(self, operation, size, parameters):
        """For operations that the client has no paginator for; those who have one do better."""
        token = {}
        while token is not None:
            page = self.call(operation, {**parameters, **token, "maxResults": size})
            yield page
            token = {"nextToken": page["nextToken"]} if page.get("nextToken") else None

    def missing(self):
        return sorted(self.operations - self.well), sorted(self.operations - self.failed)
