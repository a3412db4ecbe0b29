import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

const kStored = 'gv-account';

/** The account that is shown: the one in the address, else the one of the last visit. */
export function useAccountChoice(): [string | undefined, (id: string) => void] {
  const inAddress = useSearch({ strict: false }).account;
  const navigate = useNavigate();
  const choose = useCallback(
    (id: string) => {
      localStorage.setItem(kStored, id);
      // What was selected belongs to the other account; the page stays.
      void navigate({ to: '.', search: { account: id } });
    },
    [navigate],
  );
  return [inAddress ?? localStorage.getItem(kStored) ?? undefined, choose];
}
