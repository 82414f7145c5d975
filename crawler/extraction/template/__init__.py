"""What the pages of one site share, learned from them and known again."""
