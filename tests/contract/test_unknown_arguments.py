"""An argument that no endpoint knows is refused by name, on both hosts: a misspelt one must not be dropped in silence."""

import pytest
from endpoints import endpoints_of

from hosts import CallFailed
from workshop_crm.tests.some import some


def test_every_endpoint_names_the_argument_that_it_does_not_know(host):
	for endpoint in some(endpoints_of(host.name)):
		with pytest.raises(CallFailed) as refused:
			host.call(endpoint.method, redeem_pionts=5)
		assert refused.value.messages == ["redeem_pionts is not known here. Leave it out."], endpoint.method
