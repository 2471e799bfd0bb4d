"""How a letter and a script leave the house: PDF, DOCX, e-mail, text, calendar entry."""
