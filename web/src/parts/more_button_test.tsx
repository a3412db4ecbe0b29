import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';

import { rendered } from '~/testing/rendered';

import { MoreButton } from './more_button';

it('fetches the next page', () => {
  const fetchNextPage = vi.fn();
  rendered(<MoreButton query={{ hasNextPage: true, isFetchingNextPage: false, fetchNextPage }} />);
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(fetchNextPage).toHaveBeenCalledOnce();
});

it('is not there where nothing follows', () => {
  const query = { hasNextPage: false, isFetchingNextPage: false, fetchNextPage: vi.fn() };
  rendered(<MoreButton query={query} />);
  expect(screen.queryByRole('button')).toBeNull();
});
