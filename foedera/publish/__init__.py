"""What others take away whole: dumps with their checksums, and the numbers that describe the dataset."""

from foedera.publish.dump import Published, dump, published
from foedera.publish.statistics import Statistics, statistics

__all__ = ["Published", "Statistics", "dump", "published", "statistics"]
