"""What runs inside the bench, on the benchmark's site.

staging    the made-up workshop as three narrow tables
templates  one of each record, written by the app and ERPNext themselves and then rolled back
copies     a record's row as the pattern of a million others, in one statement
seed       all tables in order
user       the service adviser who opens the forms
switch     takes the app off the site, and puts it back
"""
