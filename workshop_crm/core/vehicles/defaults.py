"""The service types that every workshop starts with; both hosts create them from here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceType:
	"""A kind of service; `interval_km` and `interval_months` are 0 where it is not due at intervals."""

	name: str
	name_ar: str
	interval_km: int
	interval_months: int

	def record(self) -> dict[str, object]:
		"""The fields of its Service Type."""
		return {
			"service_type_name": self.name,
			"name_ar": self.name_ar,
			"interval_km": self.interval_km,
			"interval_months": self.interval_months,
		}


DEFAULT_SERVICE_TYPES = (
	ServiceType("Oil Change", "تغيير الزيت", 10_000, 6),
	ServiceType("Periodic Maintenance", "صيانة دورية", 20_000, 12),
	ServiceType("Brakes", "الفرامل", 30_000, 18),
	ServiceType("Tyres", "الإطارات", 50_000, 36),
	ServiceType("Battery", "البطارية", 0, 24),
	ServiceType("Air Conditioning", "التكييف", 0, 12),
	ServiceType("Inspection", "فحص شامل", 0, 12),
	ServiceType("Repair", "إصلاح", 0, 0),
)
