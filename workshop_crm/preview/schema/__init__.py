"""The tables of the preview: made from the same DocType files and custom fields as ERPNext's."""
