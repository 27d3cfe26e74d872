"""Several things at once, and an end to all of them when one is interrupted."""

import concurrent.futures
import contextlib

import server


@contextlib.contextmanager
def two_at_once():
    """An executor that begins nothing more, and has no server left, after an interruption."""
    pool = concurrent.futures.ThreadPoolExecutor(2)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        server.end_all()
        raise
    finally:
        pool.shutdown()
