"""What many answers together say: how satisfied customers are, how sure that is, and where it is going.

tally       counts that add up, so that a database can make them
intervals   how sure a mean is
measures    CSAT, NPS, CES and the weighted index with their intervals
outcome     what one answer adds to each measure
shrinkage   fair figures for technicians and advisers with few answers
ranking     who may be put in an order at all
chart       the alarm of an EWMA control chart
mann_kendall   whether there is a trend, and how steep
"""
