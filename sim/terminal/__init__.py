"""The program in a terminal: the same services, said in lines of text."""
