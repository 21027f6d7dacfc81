import pytest

from workshop_crm.core.messaging.segments import sms_segments


@pytest.mark.parametrize(
	("text", "segments"),
	[
		("", 0),
		("a", 1),
		("a" * 160, 1),
		("a" * 161, 2),
		("a" * 306, 2),
		("a" * 307, 3),
		("ع" * 70, 1),
		("ع" * 71, 2),
		("ع" * 134, 2),
		("ع" * 135, 3),
		("a" * 69 + "ع", 1),
		("€" * 80, 1),
		("€" * 81, 2),
		("🚗" * 35, 1),
		("🚗" * 36, 2),
	],
)
def test_segments_follow_the_room_of_the_alphabet(text, segments):
	assert sms_segments(text) == segments


def test_a_character_of_two_places_is_not_split_between_parts():
	assert sms_segments("a" * 152 + "€" + "a" * 151) == 2
	assert sms_segments("a" * 152 + "€" + "a" * 152) == 3
	assert sms_segments("ع" * 66 + "🚗" + "ع" * 66) == 3
