"""Who works here: the preview knows no log-in, so everybody is the front desk."""

from __future__ import annotations

from workshop_crm.core.common.errors import N_

USER = "preview"
USER_NAME = N_("Front desk")
