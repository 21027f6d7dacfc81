"""What the printed invoice and the printed profile say, in which language first, and with which digits."""
