"""Pictures from outside, made anew by Pillow."""
