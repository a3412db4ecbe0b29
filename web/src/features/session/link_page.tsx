import { Button, Center, Loader, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { DoorFrame } from './door_frame';
import { meQuery, signInByCode } from './queries';

function forgetCode(): void {
  window.history.replaceState(null, '', window.location.pathname);
}

/** Signs in by the code of a link. It is good once, so it is asked once and leaves the address. */
export function LinkPage({ code }: { code: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: ['link', code],
    queryFn: async () => {
      await signInByCode(code);
      return true;
    },
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  useEffect(() => {
    if (!asked.isSuccess) return;
    forgetCode();
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  }, [asked.isSuccess, queries]);
  const bySignIn = () => {
    forgetCode();
    void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  return (
    <DoorFrame title={t('link.title')}>
      {asked.isError ? (
        <>
          <Text mb="md" role="alert">
            {t('link.failed')}
          </Text>
          <Button variant="default" onClick={bySignIn}>
            {t('link.signIn')}
          </Button>
        </>
      ) : (
        <Center py="md">
          <Loader size="sm" aria-hidden />
        </Center>
      )}
    </DoorFrame>
  );
}
